package makemore.bench;

import java.util.concurrent.TimeUnit;
import makemore.random.TorchEngine;
import makemore.train.Preset;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times the training steps of those contenders that are in Java, each time in a new process. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {

  /** Until the JIT compiler is done with a step, on a machine that has little time for it. */
  private static final double JIT_SECONDS = 8;

  @Param public Contender contender;
  @Param public Preset preset;

  @Param("100")
  public int hiddenSize;

  @Param("5")
  public int hiddenLayers;

  @Param("32")
  public int batchSize;

  private int steps;
  private TrainingLoop loop;

  @Setup
  public void start() {
    TorchEngine.configure();
    Case of = new Case(preset, hiddenSize, hiddenLayers, batchSize);
    steps = of.stepsAtOnce();
    loop = TrainingLoop.start(contender, of);
  }

  @Benchmark
  public double[] steps() {
    return loop.losses(steps);
  }

  @TearDown
  public void close() {
    loop.close();
  }

  /** Measures the time of a step, in microseconds. */
  static double measure(Contender contender, Case of, double seconds) {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include(StepBenchmark.class.getName())
                  .param("contender", contender.name())
                  .param("preset", of.preset().name())
                  .param("hiddenSize", String.valueOf(of.hiddenSize()))
                  .param("hiddenLayers", String.valueOf(of.hiddenLayers()))
                  .param("batchSize", String.valueOf(of.batchSize()))
                  .operationsPerInvocation(of.stepsAtOnce())
                  .forks(1)
                  .warmupIterations(1)
                  .warmupTime(time(JIT_SECONDS + seconds))
                  .measurementIterations(1)
                  .measurementTime(time(seconds))
                  .verbosity(VerboseMode.SILENT)
                  .build())
          .runSingle()
          .getPrimaryResult()
          .getScore();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TimeValue time(double seconds) {
    return TimeValue.milliseconds(Math.round(1000 * seconds));
  }
}
