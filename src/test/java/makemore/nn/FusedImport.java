package makemore.nn;

import makemore.nn.fused.FusedTanh;

/** What no class of its package may do: it knows the fast layers, which are built on it. */
record FusedImport(FusedTanh tanh) {}
