package makemore.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Standard output that says if it cannot be written, which {@code System.out} hides. */
public final class StandardOutput extends FilterOutputStream {

  private StandardOutput() {
    super(new FileOutputStream(FileDescriptor.out));
  }

  /**
   * Returns a writer, flushed after each line, that throws an {@link IOError}: picocli would print
   * another exception's trace.
   */
  public static PrintWriter writer(Charset charset) {
    return new PrintWriter(new OutputStreamWriter(new StandardOutput(), charset), true);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new IOError(e);
    }
  }
}
