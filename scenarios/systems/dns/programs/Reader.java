// The same in Java: InetAddress keeps what it was told as long as networkaddress.cache.ttl says, 30 s where nobody says anything.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

public class Reader {
    public static void main(String[] args) throws InterruptedException {
        boolean lost = false;
        while (true) {
            boolean up = false;
            String why;
            try (Socket socket = new Socket()) {
                InetAddress address = InetAddress.getByName(args[0]);
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, Integer.parseInt(args[1])), 2000);
                socket.setSoTimeout(2000);
                while (true) {
                    socket.getOutputStream().write("ping\n".getBytes());
                    if (socket.getInputStream().read(new byte[64]) < 0) throw new IOException("closed");
                    if (!up) System.out.println((lost ? "recovered" : "connected") + " at " + address.getHostAddress());
                    up = true;
                    lost = false;
                    Thread.sleep(500);
                }
            } catch (IOException error) {
                why = error.toString();
            }
            System.out.println((up ? "lost: " : "no way: ") + why);
            lost |= up;
            Thread.sleep(500);
        }
    }
}
