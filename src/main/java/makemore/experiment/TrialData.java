package makemore.experiment;

import java.nio.file.Path;

/**
 * What all the runs of an experiment learn from.
 *
 * @param vocabularySize the number of characters in it, with the end of a word
 */
public record TrialData(Path path, String sha256, int vocabularySize) {}
