#!/usr/bin/python3
"""The rospy side of `./prolepsis bench ros`:  pp.py ping|pong key=value...

ping rate=1000 dur=10 warm=2   round trips of a JointState: publish() until the echo's callback is entered
pong                           sends back what ping sends
"""
import json
import sys
import time

import rospy
from sensor_msgs.msg import JointState

JOINTS = 7


def publisher(topic):
    # Written by the thread that publishes, which is rospy's quickest way.
    return rospy.Publisher(topic, JointState, queue_size=None)


def pong():
    rospy.init_node("rospy_pong")
    out = publisher("pong")
    rospy.Subscriber("ping", JointState, out.publish, tcp_nodelay=True)
    rospy.spin()


def joint_state():
    message = JointState()
    message.name = ["panda_joint%d" % i for i in range(1, JOINTS + 1)]
    message.position = [0.1] * JOINTS
    message.velocity = [0.2] * JOINTS
    message.effort = [0.3] * JOINTS
    return message


def ping(options):
    rospy.init_node("rospy_ping")
    rate = options.get("rate", 1000.0)
    first = int(rate * options.get("warm", 2))
    count = first + int(rate * options.get("dur", 10))
    sent = [0] * count
    took = []

    def arrived(message):
        now = time.perf_counter_ns()
        number = int(message.header.frame_id)
        if number >= first:
            took.append(now - sent[number])

    out = publisher("ping")
    echo = rospy.Subscriber("pong", JointState, arrived, tcp_nodelay=True)
    while out.get_num_connections() < 1 or echo.get_num_connections() < 1:
        time.sleep(0.01)
    time.sleep(1)
    message = joint_state()
    late = 0
    start = time.perf_counter()
    for i in range(count):
        left = start + i / rate - time.perf_counter()
        if left > 0:
            time.sleep(left)
        if time.perf_counter() - start - i / rate > 0.001:
            late += 1
        message.header.stamp = rospy.Time.from_sec(time.time())
        message.header.frame_id = str(i)
        sent[i] = time.perf_counter_ns()
        out.publish(message)
    time.sleep(0.5)
    report(sorted(took), dict(rate=rate, sent=count - first, n=len(took), late=late))
    rospy.signal_shutdown("done")


def report(took, result):
    if not took:
        sys.exit("none of the messages came back")
    for name, q in (("p50_us", 0.5), ("p90_us", 0.9), ("p99_us", 0.99), ("p999_us", 0.999), ("max_us", 1)):
        result[name] = took[min(len(took) - 1, int(q * len(took)))] / 1000.0
    print(json.dumps(dict(kind="rtt", peer="rospy", **result)), flush=True)


def main(arguments):
    pairs = (a.split("=", 1) for a in arguments[1:] if "=" in a and ":=" not in a)
    options = {key: float(value) for key, value in pairs}
    if arguments[:1] == ["pong"]:
        pong()
    elif arguments[:1] == ["ping"]:
        ping(options)
    else:
        sys.exit("usage: pp.py ping|pong key=value...")


if __name__ == "__main__":
    main(sys.argv[1:])
