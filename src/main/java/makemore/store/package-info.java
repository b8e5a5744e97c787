/** The run folder and the experiment folder: JSON, CSV, model. The others need not know files. */
package makemore.store;
