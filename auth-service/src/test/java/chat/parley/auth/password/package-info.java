@NullMarked
package chat.parley.auth.password;

import org.jspecify.annotations.NullMarked;
