// A roscpp peer for the interoperability tests; prints what it sees.
#include <ros/ros.h>
#include <roscpp/Empty.h>
#include <roscpp/GetLoggers.h>
#include <std_msgs/Int32.h>
#include <std_msgs/String.h>

#include <cstdio>

static bool serve(roscpp::Empty::Request&, roscpp::Empty::Response&) { return true; }

static bool refuse(roscpp::Empty::Request&, roscpp::Empty::Response&) { return false; }

static bool fail(roscpp::Empty::Request&, roscpp::Empty::Response&) { throw std::runtime_error("roscpp will not"); }

static void hear(const std_msgs::Int32& message) {
  std::printf("roscpp heard %d\n", message.data);
  std::fflush(stdout);
}

static void hearText(const std_msgs::String&) { std::printf("roscpp heard what it must not\n"); }

int main(int argc, char** argv) {
  ros::init(argc, argv, "cpp");
  ros::NodeHandle node;
  ros::ServiceServer served = node.advertiseService("/cpp_serves", serve);
  ros::ServiceServer refused = node.advertiseService("/cpp_refuses", refuse);
  ros::ServiceServer failed = node.advertiseService("/cpp_fails", fail);
  ros::Publisher out = node.advertise<std_msgs::Int32>("/cpp_out", 10, true);
  std_msgs::Int32 message;
  message.data = 42;
  out.publish(message);
  ros::Subscriber in = node.subscribe("/java_out", 10, hear);
  ros::Subscriber wrong = node.subscribe("/java_out_too", 10, hearText);

  roscpp::Empty empty;
  roscpp::GetLoggers loggers;
  ros::service::waitForService("/java_serves", ros::Duration(20));
  std::printf("roscpp calls: %d\n", ros::service::call("/java_serves", empty));
  ros::ServiceClient stays = node.serviceClient<roscpp::Empty>("/java_serves", true);
  std::printf("roscpp calls and stays: %d %d %d\n", stays.call(empty), stays.call(empty), stays.isValid());
  std::printf("roscpp calls what fails: %d\n", ros::service::call("/java_fails", empty));
  std::printf("roscpp calls another type: %d\n", ros::service::call("/java_serves", loggers));
  std::printf("roscpp calls nobody: %d\n", ros::service::call("/nobody_serves", empty));
  std::printf("roscpp is ready\n");
  std::fflush(stdout);
  ros::spin();
}
