@NullMarked
package chat.parley.server.company;

import org.jspecify.annotations.NullMarked;
