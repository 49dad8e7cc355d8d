@NullMarked
package chat.parley.auth.model;

import org.jspecify.annotations.NullMarked;
