/**
 * The run folder and the experiment folder: JSON, CSV, model. No other package needs to know files.
 */
package makemore.store;
