package makemore.input;

/**
 * The user's input cannot be used. The message is one line for the user: what is wrong, where, and
 * what would be right.
 */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
