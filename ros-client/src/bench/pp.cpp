// The roscpp side of `./prolepsis bench ros`:  pp ping|pong|tpub|tsub key=value...
//   ping rate=1000 dur=10 warm=2     round trips of a JointState: publish() until the echo's callback is entered
//   pong                             sends back what ping sends
//   tpub size=1024 rate=0 dur=7      a stream of arrays of bytes; rate=0: as many as can be given to publish()
//   tsub dur=5 warm=0                counts them, from `warm` seconds after the first
// g++ -O2 -std=c++17 pp.cpp -o pp $(pkg-config --cflags --libs roscpp)
#include <ros/ros.h>
#include <sensor_msgs/JointState.h>
#include <std_msgs/UInt8MultiArray.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using sensor_msgs::JointState;
using std_msgs::UInt8MultiArray;

constexpr int kJoints = 7;
constexpr uint32_t kQueue = 100;

std::map<std::string, double> options;

double option(const std::string& key, double otherwise) {
  auto found = options.find(key);
  return found == options.end() ? otherwise : found->second;
}

int64_t nanos() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

Clock::time_point after(Clock::time_point start, double seconds) {
  return start + std::chrono::nanoseconds(static_cast<int64_t>(seconds * 1e9));
}

void wait(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

ros::TransportHints noDelay() { return ros::TransportHints().tcpNoDelay(); }

void pong(ros::NodeHandle& node) {
  ros::Publisher out = node.advertise<JointState>("pong", kQueue);
  boost::function<void(const JointState::ConstPtr&)> echo = [&](const JointState::ConstPtr& m) { out.publish(m); };
  ros::Subscriber in = node.subscribe<JointState>("ping", kQueue, echo, ros::VoidConstPtr(), noDelay());
  ros::spin();
}

JointState jointState() {
  JointState m;
  for (int i = 1; i <= kJoints; ++i) m.name.push_back("panda_joint" + std::to_string(i));
  m.position.assign(kJoints, .1);
  m.velocity.assign(kJoints, .2);
  m.effort.assign(kJoints, .3);
  return m;
}

void printRoundTrips(std::vector<int64_t>& took, double rate, size_t sent, long late) {
  if (took.empty()) return;
  std::sort(took.begin(), took.end());
  auto quantile = [&](double q) { return took[std::min(took.size() - 1, static_cast<size_t>(q * took.size()))] / 1e3; };
  std::printf("{\"kind\":\"rtt\",\"peer\":\"roscpp\",\"rate\":%g,\"sent\":%zu,\"n\":%zu,\"late\":%ld,\"p50_us\":%.1f,"
              "\"p90_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,\"max_us\":%.1f}\n",
              rate, sent, took.size(), late, quantile(.5), quantile(.9), quantile(.99), quantile(.999), quantile(1));
}

void ping(ros::NodeHandle& node) {
  const double rate = option("rate", 1000);
  const size_t first = static_cast<size_t>(rate * option("warm", 2));
  const size_t count = first + static_cast<size_t>(rate * option("dur", 10));
  std::vector<int64_t> sentAt(count, 0), took;
  took.reserve(count);
  boost::function<void(const JointState::ConstPtr&)> arrived = [&](const JointState::ConstPtr& m) {
    int64_t now = nanos();
    size_t i = std::strtoul(m->header.frame_id.c_str(), nullptr, 10);
    if (i >= first && i < count) took.push_back(now - sentAt[i]);
  };
  ros::Publisher out = node.advertise<JointState>("ping", kQueue);
  ros::Subscriber in = node.subscribe<JointState>("pong", kQueue, arrived, ros::VoidConstPtr(), noDelay());
  ros::AsyncSpinner spinner(1);
  spinner.start();
  while (ros::ok() && (out.getNumSubscribers() < 1 || in.getNumPublishers() < 1)) wait(.01);
  wait(1);
  JointState m = jointState();
  long late = 0;
  const auto start = Clock::now();
  for (size_t i = 0; i < count && ros::ok(); ++i) {
    const auto due = after(start, i / rate);
    std::this_thread::sleep_until(due);
    if (Clock::now() - due > std::chrono::milliseconds(1)) ++late;
    m.header.stamp = ros::Time::now();
    m.header.frame_id = std::to_string(i);
    sentAt[i] = nanos();
    out.publish(m);
  }
  wait(.5);
  spinner.stop();
  printRoundTrips(took, rate, count - first, late);
}

void tpub(ros::NodeHandle& node) {
  const double rate = option("rate", 0);
  const size_t size = static_cast<size_t>(option("size", 1024));
  ros::Publisher out = node.advertise<UInt8MultiArray>("tput", kQueue);
  UInt8MultiArray::Ptr m(new UInt8MultiArray);
  m->data.assign(size, 0);
  while (ros::ok() && out.getNumSubscribers() < 1) wait(.002);
  const auto start = Clock::now();
  const auto end = after(start, option("dur", 7));
  long count = 0;
  while (ros::ok() && Clock::now() < end) {
    if (rate > 0) std::this_thread::sleep_until(after(start, count / rate));
    out.publish(m);
    ++count;
  }
  std::printf("{\"kind\":\"tput-sent\",\"peer\":\"roscpp\",\"size\":%zu,\"msgs\":%ld}\n", size, count);
}

void tsub(ros::NodeHandle& node) {
  const int64_t warm = static_cast<int64_t>(option("warm", 0) * 1e9);
  int64_t begin = 0, first = 0, last = 0, bytes = 0;
  std::atomic<long> count{0};
  boost::function<void(const UInt8MultiArray::ConstPtr&)> arrived = [&](const UInt8MultiArray::ConstPtr& m) {
    int64_t now = nanos();
    if (begin == 0) begin = now;
    if (now - begin < warm) return;
    if (first == 0) first = now;
    last = now;
    bytes += m->data.size();
    ++count;
  };
  ros::Subscriber in = node.subscribe<UInt8MultiArray>("tput", kQueue, arrived, ros::VoidConstPtr(), noDelay());
  ros::AsyncSpinner spinner(1);
  spinner.start();
  while (ros::ok() && count == 0) wait(.001);
  wait(option("dur", 5));
  spinner.stop();
  const double elapsed = (last - first) / 1e9;
  std::printf("{\"kind\":\"tput\",\"peer\":\"roscpp\",\"msgs\":%ld,\"msgs_s\":%.0f,\"MiB_s\":%.1f,\"secs\":%.2f}\n",
              count.load(), count / elapsed, bytes / elapsed / (1 << 20), elapsed);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string role = argc > 1 ? argv[1] : "";
  ros::init(argc, argv, "roscpp_" + role);
  for (int i = 2; i < argc; ++i) {
    const std::string pair = argv[i];
    const auto equals = pair.find('=');
    if (equals != std::string::npos) options[pair.substr(0, equals)] = std::atof(pair.c_str() + equals + 1);
  }
  {
    ros::NodeHandle node;
    if (role == "ping") ping(node);
    else if (role == "pong") pong(node);
    else if (role == "tpub") tpub(node);
    else if (role == "tsub") tsub(node);
    else {
      std::fprintf(stderr, "usage: pp ping|pong|tpub|tsub key=value...\n");
      return 2;
    }
  }
  ros::shutdown();
  return 0;
}
