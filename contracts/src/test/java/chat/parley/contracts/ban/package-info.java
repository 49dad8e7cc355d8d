@NullMarked
package chat.parley.contracts.ban;

import org.jspecify.annotations.NullMarked;
