/** The API by which a server is looked after: who may use it, what can be asked, and which service answers. */
@NullMarked
package chat.parley.server.admin;

import org.jspecify.annotations.NullMarked;
