package makemore.plot;

/** The machine has no fonts, so that no image can be drawn. The message names what is missing. */
public final class NoFontsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoFontsException(Throwable cause) {
    super(
        "no images: this machine has no fonts; on Debian, install fonts-dejavu-core and fontconfig",
        cause);
  }
}
