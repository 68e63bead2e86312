"""Answers questions about ROS messages with genpy's own generated classes, one line for each line of stdin.

M name       -> M name md5 base64(full text)       message
S name       -> S name md5                         service
B name hex   -> B name hex                         bytes read and written again
G name       -> G name hex                         bytes of the example of that name
Unknown types are answered by "- name".
"""
import base64
import sys

import genpy
from io import BytesIO


def load(name, kind):
    package, short = name.split('/')
    try:
        module = __import__(package + '.' + kind, fromlist=[short])
        return getattr(module, short, None)
    except ImportError:
        return None


def message_class(name):
    return load(name, 'msg') or load(name, 'srv')


def encode(message):
    out = BytesIO()
    message.serialize(out)
    return out.getvalue().hex()


def header(message):
    message.header.seq = 4000000000
    message.header.stamp = genpy.Time(1700000000, 123456789)
    message.header.frame_id = 'base_link'


def joint_state():
    from sensor_msgs.msg import JointState
    m = JointState()
    header(m)
    m.name = ['a', 'Gelenk_\u00e4', '\u95a2\u7bc0', '\U0001f9be']
    m.position = [1.5, -0.0, 1e-300, float('inf')]
    m.velocity = [0.25]
    return m


def joint_trajectory():
    from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint
    m = JointTrajectory()
    header(m)
    m.joint_names = ['a', 'b']
    first = JointTrajectoryPoint()
    first.positions = [1.0, 2.0]
    first.velocities = [3.0, 4.0]
    second = JointTrajectoryPoint()
    second.positions = [5.0, 6.0]
    second.accelerations = [7.0, 8.0]
    second.effort = [9.0]
    second.time_from_start = genpy.Duration(-2, 500000000)
    m.points = [first, second]
    return m


def diagnostic_array():
    from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue
    m = DiagnosticArray()
    header(m)
    m.status = [DiagnosticStatus(2, 'arm', 'late', 'hw', [KeyValue('overruns', '3'), KeyValue('', '')])]
    return m


def marker():
    from geometry_msgs.msg import Point
    from std_msgs.msg import ColorRGBA
    from visualization_msgs.msg import Marker
    m = Marker()
    header(m)
    m.ns, m.id, m.type, m.action = 'preview', -7, Marker.LINE_STRIP, Marker.ADD
    p = m.pose
    p.position.x, p.position.y, p.position.z = 1, 2, 3
    p.orientation.x, p.orientation.y, p.orientation.z, p.orientation.w = 4, 5, 6, 7
    m.scale.x, m.scale.y, m.scale.z = 8, 9, 10
    m.color = ColorRGBA(0.125, 0.25, 0.5, 1.0)
    m.lifetime = genpy.Duration(11, 12)
    m.frame_locked = True
    m.points = [Point(13, 14, 15)]
    m.colors = [ColorRGBA(1.0, 0.5, 0.25, 0.125)]
    m.text, m.mesh_resource, m.mesh_use_embedded_materials = 'text', 'package://x', True
    return m


def camera_info():
    from sensor_msgs.msg import CameraInfo
    m = CameraInfo()
    header(m)
    m.height, m.width, m.distortion_model = 480, 4294967295, 'plumb_bob'
    m.D = [0.1, 0.2]
    m.K, m.R, m.P = list(range(9)), list(range(9, 18)), list(range(18, 30))
    m.roi.do_rectify = True
    return m


EXAMPLES = {f.__name__: f for f in (joint_state, joint_trajectory, diagnostic_array, marker, camera_info)}


def answer(words):
    kind, name = words[0], words[1]
    if kind == 'G':
        return 'G %s %s' % (name, encode(EXAMPLES[name]()))
    if kind == 'S':
        cls = load(name, 'srv')
        return 'S %s %s' % (name, cls._md5sum) if cls else '- ' + name
    cls = message_class(name)
    if cls is None:
        return '- ' + name
    if kind == 'M':
        return 'M %s %s %s' % (name, cls._md5sum, base64.b64encode(cls._full_text.encode()).decode())
    message = cls()
    message.deserialize(bytes.fromhex(words[2] if len(words) > 2 else ''))
    return 'B %s %s' % (name, encode(message))


for line in sys.stdin:
    print(answer(line.split()))
