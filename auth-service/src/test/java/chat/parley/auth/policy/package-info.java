@NullMarked
package chat.parley.auth.policy;

import org.jspecify.annotations.NullMarked;
