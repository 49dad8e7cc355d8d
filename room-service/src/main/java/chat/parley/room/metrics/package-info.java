/** What the room service counts; the process that runs it decides what becomes of the figures. */
@NullMarked
package chat.parley.room.metrics;

import org.jspecify.annotations.NullMarked;
