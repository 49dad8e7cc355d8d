/** The wire language: lines, tags, names, commands and replies. Knows the JDK alone. */
@NullMarked
package chat.parley.protocol;

import org.jspecify.annotations.NullMarked;
