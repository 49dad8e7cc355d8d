@NullMarked
package chat.parley.auth.audit;

import org.jspecify.annotations.NullMarked;
