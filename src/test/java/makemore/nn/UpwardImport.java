package makemore.nn;

import makemore.train.Settings;

/** What no class of its package may do: it knows one of a package above. */
record UpwardImport(Settings settings) {}
