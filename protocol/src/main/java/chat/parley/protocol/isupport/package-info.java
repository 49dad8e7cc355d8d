/**
 * What the server tells about its limits and features in numeric 005.
 */
@NullMarked
package chat.parley.protocol.isupport;

import org.jspecify.annotations.NullMarked;
