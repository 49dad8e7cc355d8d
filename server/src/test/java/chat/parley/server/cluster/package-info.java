@NullMarked
package chat.parley.server.cluster;

import org.jspecify.annotations.NullMarked;
