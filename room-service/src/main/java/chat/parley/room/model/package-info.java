/** Conversations as they stand in memory, and the decisions about them. Pure: no clock, no database, no bus. */
@NullMarked
package chat.parley.room.model;

import org.jspecify.annotations.NullMarked;
