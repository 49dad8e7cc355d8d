@NullMarked
package chat.parley.auth.sasl;

import org.jspecify.annotations.NullMarked;
