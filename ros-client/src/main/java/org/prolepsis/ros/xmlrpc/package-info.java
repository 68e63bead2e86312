/** XML-RPC: the codec (StAX, no DTDs, no external entities, bounded), a client and a server. */
package org.prolepsis.ros.xmlrpc;
