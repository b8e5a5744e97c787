/**
 * A chart is defined once, then drawn as an image and as part of a page. Nothing here knows of
 * networks.
 */
package makemore.plot;
