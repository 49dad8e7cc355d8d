/** How often something may be tried. Pure: the time is passed in. */
@NullMarked
package chat.parley.auth.policy;

import org.jspecify.annotations.NullMarked;
