@NullMarked
package chat.parley.testkit.ledger;

import org.jspecify.annotations.NullMarked;
