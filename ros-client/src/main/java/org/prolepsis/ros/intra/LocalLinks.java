package org.prolepsis.ros.intra;

import java.util.Arrays;
import org.prolepsis.msgs.Message;

/** The subscribers of one publication that live in its JVM. Changes and offers are guarded by the publication. */
public final class LocalLinks {
    private static final LocalLink[] NONE = {};

    private volatile LocalLink[] links = NONE;

    /** Takes one in. */
    public void add(LocalLink link) {
        LocalLink[] more = Arrays.copyOf(links, links.length + 1);
        more[links.length] = link;
        links = more;
    }

    /** Lets one go. */
    public void remove(LocalLink link) {
        links = Arrays.stream(links).filter(l -> l != link).toArray(LocalLink[]::new);
    }

    /** Hands a message to each; never waits. */
    public void offer(Message message) {
        for (LocalLink link : links) {
            link.offer(message);
        }
    }

    /** Ends all: nothing comes any more. */
    public void end() {
        LocalLink[] open = links;
        links = NONE;
        for (LocalLink link : open) {
            link.end();
        }
    }

    /** The links now; not to be changed. Any thread. */
    public LocalLink[] snapshot() {
        return links;
    }

    /** How many there are. Any thread. */
    public int size() {
        return links.length;
    }
}
