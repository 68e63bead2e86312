/** Small dense nets on plain arrays. */
package org.prolepsis.flow.net;
