/** The flow-primitive node: a sentence becomes a motion, the motion becomes chunks from wherever the arm has got to. */
package org.prolepsis.nodes.flow;
