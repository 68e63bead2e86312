/** Joint limits, and the limiter that keeps every tick inside them. */
package org.prolepsis.action.limit;
