/** What the services say to each other: typed interfaces, records, codecs and addresses. */
@NullMarked
package chat.parley.contracts;

import org.jspecify.annotations.NullMarked;
