/**
 * The wire language of Parley: IRC with IRCv3. Plain Java, no input or output, no clock, no threads: everything here is
 * immutable, or belongs to one caller at a time where its Javadoc says so.
 */
@NullMarked
package chat.parley.protocol;

import org.jspecify.annotations.NullMarked;
