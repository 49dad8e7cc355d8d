@NullMarked
package chat.parley.server.admin;

import org.jspecify.annotations.NullMarked;
