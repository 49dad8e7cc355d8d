/** Books of a test: what was said, echoed, seen and refused, held against what history says. */
@NullMarked
package chat.parley.testkit.ledger;

import org.jspecify.annotations.NullMarked;
