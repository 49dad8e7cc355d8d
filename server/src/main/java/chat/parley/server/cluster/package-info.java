/** This process as a member of a cluster: who is in it, and the encrypted connections between the members. */
@NullMarked
package chat.parley.server.cluster;

import org.jspecify.annotations.NullMarked;
