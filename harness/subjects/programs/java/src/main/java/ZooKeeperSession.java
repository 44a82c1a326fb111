import java.util.concurrent.CountDownLatch;

import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** ZooKeeper's own client: a session. Option: sessionTimeout, in ms (30 s where absent). */
public final class ZooKeeperSession {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper zooKeeper = new ZooKeeper(words.host + ":" + words.port, words.option("sessionTimeout", 30_000), event -> {
      if (event.getState() == KeeperState.SyncConnected) connected.countDown();
      else words.lost("its event " + event.getState(), null);
    });
    connected.await();
    words.client(() -> zooKeeper.exists("/", false), null);
  }
}
