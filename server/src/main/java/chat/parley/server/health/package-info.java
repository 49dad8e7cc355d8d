/** What operators and their machines see of a running server: liveness, readiness, metrics. */
@NullMarked
package chat.parley.server.health;

import org.jspecify.annotations.NullMarked;
