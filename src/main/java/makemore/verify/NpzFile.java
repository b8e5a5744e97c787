package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
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
  private static final String MAGIC = "\u0093NUMPY\u0001\0";
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']*)', 'fortran_order': False,"
              + " 'shape': \\((|\\d{1,18},|\\d{1,18}(?:, \\d{1,18})+)\\), }\\s*");

  private NpzFile() {}

  /**
   * Reads an archive.
   *
   * @param type the type that an array of some name has
   * @param manager owns the arrays
   * @throws InvalidInputException if the file says one thing and holds another, or more than its
   *     length explains
   * @throws IOException if it cannot be read or is no archive
   */
  static Map<String, NDArray> read(Path file, Function<String, DataType> type, NDManager manager)
      throws IOException {
    long room = SMALL + MOST_TIMES * Files.size(file);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Set<String> names = new HashSet<>();
      zip.stream()
          .map(ZipEntry::getName)
          .forEach(name -> expect(names.add(name), "two of its arrays are called " + name));
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
      CRC32 sum = new CRC32();
      sum.update(bytes);
      boolean same = bytes.length == entry.getSize() && sum.getValue() == entry.getCrc();
      expect(same, entry.getName() + " has not the length or the sum that the archive says");
      return bytes;
    }
  }

  private static NDArray array(String name, byte[] npy, DataType type, NDManager manager) {
    int start = MAGIC.length() + Short.BYTES;
    boolean known =
        npy.length >= start
            && new String(npy, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC);
    expect(known, name + " is no array of NumPy's format 1.0");
    int length = (npy[start - 2] & 0xFF) + ((npy[start - 1] & 0xFF) << Byte.SIZE);
    String text =
        new String(npy, start, Math.min(length, npy.length - start), StandardCharsets.ISO_8859_1);
    Matcher header = HEADER.matcher(text);
    expect(header.matches(), name + " has no header of a plain array");
    expect(
        header.group(1).equals(type.asNumpy()),
        String.format(
            "%s holds numbers of type '%s', expected '%s' (%s)",
            name, header.group(1), type.asNumpy(), type));
    long[] shape = shape(header.group(2));
    int from = start + length;
    double bytes =
        Arrays.stream(shape).asDoubleStream().reduce(type.getNumOfBytes(), (a, b) -> a * b);
    expect(
        npy.length - from == bytes,
        String.format(
            "%s has the shape (%s) and other than that many numbers", name, header.group(2)));
    ByteBuffer numbers = manager.allocateDirect(npy.length - from);
    numbers.put(npy, from, npy.length - from).rewind();
    return manager.create(numbers, new Shape(shape), type);
  }

  private static long[] shape(String sizes) {
    return Stream.of(sizes.split(", ?"))
        .filter(size -> !size.isEmpty())
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private static void expect(boolean met, String otherwise) {
    if (!met) {
      throw new InvalidInputException(otherwise);
    }
  }
}
