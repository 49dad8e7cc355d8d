/** SASL exchanges as pure machines: PLAIN (RFC 4616) and SCRAM-SHA-256 (RFC 5802, RFC 7677). */
@NullMarked
package chat.parley.auth.sasl;

import org.jspecify.annotations.NullMarked;
