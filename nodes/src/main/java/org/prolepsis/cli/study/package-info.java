/** Tables of models trained in several ways. */
package org.prolepsis.cli.study;
