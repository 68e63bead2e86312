/** Action chunks: what a policy predicts, how they are handed to the control thread and kept there. */
package org.prolepsis.action.chunk;
