/** Demonstrations on disk: the dataset folder, its reader with every check, and its writer. */
package org.prolepsis.flow.dataset;
