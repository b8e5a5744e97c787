package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import makemore.text.InvalidInputException;

/**
 * The arrays of an NPZ archive, as {@code numpy.savez_compressed} writes plain ones. No size in it
 * is believed, and nothing in it is executed.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy's
 *     format</a>
 */
final class NpzFile {

  /** How many times longer than the file its arrays may be: those of a run are hardly longer. */
  private static final long MOST_TIMES = 10;

  private static final long SMALL = 1 << 20;
  private static final Pattern NAME = Pattern.compile("(\\w+(?:[./]\\w+)*)\\.npy");
  private static final Splitter COMMA = Splitter.on(',').trimResults().omitEmptyStrings();
  private static final int LONGEST_HEADER = 256;
  private static final Pattern HEADER =
      Pattern.compile(
          "\u0093NUMPY\u0001\0(?s:..)\\{'descr': '([^']*)', 'fortran_order': False,"
              + " 'shape': \\((|\\d{1,18},|\\d{1,18}(?:, \\d{1,18})+)\\), } *\n");

  private NpzFile() {}

  /**
   * @param type the type that an array of some name has
   * @throws InvalidInputException if the file says one thing and holds another, or more than its
   *     length explains
   * @throws IOException if it cannot be read or is no archive
   */
  static Map<String, NDArray> read(Path file, Function<String, DataType> type, NDManager manager)
      throws IOException {
    long room = SMALL + MOST_TIMES * Files.size(file);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean distinct = zip.stream().map(ZipEntry::getName).distinct().count() == zip.size();
      expect(distinct, "two of its arrays have the same name");
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Matcher name = NAME.matcher(entry.getName());
        expect(name.matches(), "its entry '" + entry.getName() + "' is no array");
        String of = name.group(1);
        room -= entry.getSize();
        expect(entry.getSize() < Integer.MAX_VALUE && room > 0, of + " is too long for this file");
        arrays.put(of, array(of, content(zip, entry), type.apply(of), manager));
      }
      return arrays;
    } catch (IllegalArgumentException e) {
      throw new IOException("the comment of one of its entries is not UTF-8", e);
    }
  }

  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
      long sum = Hashing.crc32().hashBytes(bytes).padToLong();
      boolean same = bytes.length == entry.getSize() && sum == entry.getCrc();
      expect(same, entry.getName() + " has not the length or the sum that the archive says");
      return bytes;
    }
  }

  private static NDArray array(String name, byte[] npy, DataType type, NDManager manager) {
    int read = Math.min(npy.length, LONGEST_HEADER);
    Matcher header = HEADER.matcher(new String(npy, 0, read, StandardCharsets.ISO_8859_1));
    expect(header.lookingAt(), name + " is no plain array of NumPy's format 1.0");
    String of = header.group(1);
    String form = "%s holds numbers of type '%s', expected '%s' (%s)";
    expect(of.equals(type.asNumpy()), String.format(form, name, of, type.asNumpy(), type));
    String sizes = header.group(2);
    long[] shape = COMMA.splitToStream(sizes).mapToLong(Long::parseLong).toArray();
    ByteBuffer numbers = ByteBuffer.wrap(npy, header.end(), npy.length - header.end());
    double bytes =
        Arrays.stream(shape).asDoubleStream().reduce(type.getNumOfBytes(), (a, b) -> a * b);
    String otherwise = name + " has the shape (" + sizes + ") and other than that many numbers";
    expect(numbers.remaining() == bytes, otherwise);
    return manager.create(numbers, new Shape(shape), type);
  }

  private static void expect(boolean met, String otherwise) {
    if (!met) {
      throw new InvalidInputException(otherwise);
    }
  }
}
