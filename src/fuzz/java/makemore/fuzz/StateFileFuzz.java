package makemore.fuzz;

import ai.djl.ndarray.NDManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import makemore.random.TorchEngine;
import makemore.verify.StateFile;

/**
 * A state file of any bytes; or, so that Jazzer need not find out about checksums, one whose header
 * is any text, or that has any array.
 */
public final class StateFileFuzz {

  private static final FuzzedFolder FOLDER = FuzzedFolder.create();

  private StateFileFuzz() {}

  /** What Jazzer calls once. */
  public static void fuzzerInitialize() {
    TorchEngine.configure();
  }

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    byte[] rest = Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
    byte[] content =
        switch (bytes.length == 0 ? 'P' : bytes[0]) {
          case 'J' -> archive("header.npy", header(rest));
          case 'A' -> archive("losses.npy", rest);
          default -> bytes;
        };
    Path file = FOLDER.write("state.npz", content);
    FuzzedFolder.readOrRefuse(
        () -> {
          try (NDManager manager = NDManager.newBaseManager()) {
            StateFile.read(file, manager);
          }
        });
  }

  private static byte[] archive(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(byte[] json) throws IOException {
    String header =
        String.format("{'descr': '|u1', 'fortran_order': False, 'shape': (%d,), }%n", json.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.write(new byte[] {(byte) header.length(), 0});
    bytes.write(header.getBytes(StandardCharsets.US_ASCII));
    bytes.write(json);
    return bytes.toByteArray();
  }
}
