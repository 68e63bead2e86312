"""A rospy peer for the interoperability tests: rospy_peer.py MODE ARGUMENTS, prints what it sees."""
import sys

import rospy
from sensor_msgs.msg import JointState
from std_msgs.msg import String
from std_srvs.srv import SetBool, SetBoolResponse, Trigger


def say(text):
    print(text, flush=True)


def publish(topic):
    publisher = rospy.Publisher(topic, JointState, queue_size=10)
    message = JointState(name=["a", "b"], position=[0.5, -1.5])
    message.header.frame_id = "base"
    rate = rospy.Rate(50)
    while not rospy.is_shutdown():
        message.header.stamp = rospy.Time.now()
        publisher.publish(message)
        rate.sleep()


def echo(topic_in, topic_out):
    publisher = rospy.Publisher(topic_out, String, queue_size=1000)
    rospy.Subscriber(topic_in, String, lambda m: publisher.publish("echo " + m.data), tcp_nodelay=True)
    say("ready")
    rospy.spin()


def serve(name):
    def handle(request):
        if not request.data:
            raise rospy.ServiceException("rospy will not")
        return SetBoolResponse(True, "rospy did")

    rospy.Service(name, SetBool, handle)
    say("ready")
    rospy.spin()


def call(name):
    rospy.wait_for_service(name, timeout=10)
    for persistent in (False, True):
        proxy = rospy.ServiceProxy(name, SetBool, persistent=persistent)
        for _ in range(3):
            say("answer %s" % proxy(True).message)
        try:
            proxy(False)
        except rospy.ServiceException as e:
            say("error %s" % e)
        say("again %s" % rospy.ServiceProxy(name, SetBool)(True).message)


def call_trigger(name):
    rospy.wait_for_service(name, timeout=10)
    try:
        say("answer %s" % rospy.ServiceProxy(name, Trigger)())
    except rospy.ServiceException as e:
        say("error %s" % e)


def subscribe(topic, type_name):
    """Prints header.seq and the sender of every message of the type."""
    import std_msgs.msg

    types = {"JointState": JointState, "String": String, "Int32": std_msgs.msg.Int32}

    def hear(message):
        seq = message.header.seq if message._has_header else -1
        say("heard %d from %s" % (seq, message._connection_header["callerid"]))

    rospy.Subscriber(topic, types[type_name], hear)
    say("ready")
    rospy.spin()


arguments = rospy.myargv()
rospy.init_node("rospy_" + arguments[1], anonymous=arguments[1] != "publish")
{"publish": publish, "echo": echo, "serve": serve, "call": call, "call_trigger": call_trigger,
 "subscribe": subscribe}[arguments[1]](*arguments[2:])
