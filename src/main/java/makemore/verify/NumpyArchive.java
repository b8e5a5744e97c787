package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.Maps;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import makemore.input.InvalidInputException;

/** Reads an NPZ archive of plain arrays; refuses what DJL would misread. */
final class NumpyArchive {

  /** Begins the last part of every zip archive. */
  private static final byte[] END = {'P', 'K', 5, 6};

  /** The length of an array's header, or more. */
  private static final int HEADER = 128;

  private NumpyArchive() {}

  static Map<String, NDArray> read(byte[] archive, NDManager manager) {
    if (Bytes.indexOf(archive, END) < 0) {
      throw new InvalidInputException("it is cut off, or no NPZ archive");
    }
    try {
      checkOrder(archive);
      return Maps.uniqueIndex(
          NDList.decode(manager, new ByteArrayInputStream(archive)), NDArray::getName);
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // DJL believes the sizes that it reads.
      throw new InvalidInputException("it is no archive of plain arrays", e);
    }
  }

  private static void checkOrder(byte[] archive) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        String header = new String(zip.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
        if (header.contains("'descr': '>")) {
          throw new InvalidInputException(
              entry + " is big-endian; expected arrays of a little-endian machine");
        }
        if (header.contains("'fortran_order': True")) {
          throw new InvalidInputException(
              entry + " is in Fortran order; expected numpy.ascontiguousarray of it");
        }
      }
    }
  }
}
