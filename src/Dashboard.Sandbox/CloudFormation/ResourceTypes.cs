using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.CloudFormation;

/// <summary>Which resource types the sandbox creates, and how. Networks, roles and queues are ids and ARNs only: nothing here needs more of them.</summary>
internal static class ResourceTypes
{
    private static readonly JsonSerializerOptions Indented = new(Wire.Json) { WriteIndented = true };

    /// <summary>Creates the resource, or gives null for a type that is not supported.</summary>
    public static CreatedResource? Create(string type, ResourceRequest request) => type switch
    {
        "AWS::ECS::Cluster" => Cluster(request),
        "AWS::ECS::TaskDefinition" => TaskDefinition(request),
        "AWS::Logs::LogGroup" => LogGroup(request),
        "AWS::StepFunctions::StateMachine" => StateMachine(request),
        "AWS::Scheduler::ScheduleGroup" => ScheduleGroup(request),
        "AWS::Scheduler::Schedule" => Schedule(request),
        "AWS::IAM::Role" => Role(request),
        "AWS::IAM::ManagedPolicy" => Iam(request, $"policy/{request.Text("ManagedPolicyName") ?? request.UniqueName}") is var arn ? new CreatedResource(arn, "PolicyArn", arn) : null,
        "AWS::IAM::Policy" => new CreatedResource(request.Text("PolicyName") ?? request.UniqueName, "Id", request.UniqueName),
        "AWS::SQS::Queue" => Queue(request),
        "AWS::SQS::QueuePolicy" => new CreatedResource(request.UniqueName, "Id", request.UniqueName),
        "AWS::EC2::VPC" => Network(request, "vpc", "VpcId"),
        "AWS::EC2::Subnet" => Network(request, "subnet", "SubnetId"),
        "AWS::EC2::SecurityGroup" => Network(request, "sg", "GroupId"),
        "AWS::EC2::InternetGateway" => Network(request, "igw", "InternetGatewayId"),
        "AWS::EC2::RouteTable" => Network(request, "rtb", "RouteTableId"),
        "AWS::EC2::Route" or "AWS::EC2::SubnetRouteTableAssociation" or "AWS::EC2::VPCGatewayAttachment"
            or "AWS::EC2::SecurityGroupEgress" or "AWS::EC2::SecurityGroupIngress" => Network(request, "x", "Id"),
        _ => null,
    };

    private static CreatedResource Cluster(ResourceRequest request)
    {
        var cluster = request.Account.Clusters.Create(request.Text("ClusterName") ?? request.UniqueName);
        cluster.Tags.Set(request.Properties["Tags"] as JsonArray);
        return new CreatedResource(cluster.Name, "Arn", cluster.Arn);
    }

    private static CreatedResource TaskDefinition(ResourceRequest request)
    {
        request.Properties["Family"] ??= request.UniqueName;
        var definition = request.Account.TaskDefinitions.Register((JsonObject)Wire.Camel(request.Properties)!);
        definition.Tags.Set(request.Properties["Tags"] as JsonArray);
        return new CreatedResource(definition.Arn, "TaskDefinitionArn", definition.Arn);
    }

    private static CreatedResource LogGroup(ResourceRequest request)
    {
        var group = request.Account.Logs.Create(request.Text("LogGroupName") ?? request.UniqueName, request.Properties["RetentionInDays"]?.GetValue<int>());
        group.Tags.Set(request.Properties["Tags"] as JsonArray);
        return new CreatedResource(group.Name, "Arn", request.Account.Arns.LogGroup(group.Name) + ":*");
    }

    private static CreatedResource StateMachine(ResourceRequest request)
    {
        var properties = request.Properties;
        var substitutions = properties["DefinitionSubstitutions"] as JsonObject ?? [];
        var text = properties["DefinitionString"]?.ToString() ?? properties["Definition"]?.ToJsonString(Indented)
            ?? throw AwsErrorException.Validation("it has neither Definition nor DefinitionString");
        var body = new JsonObject
        {
            ["name"] = request.Text("StateMachineName") ?? request.UniqueName,
            ["roleArn"] = request.Text("RoleArn"),
            ["type"] = request.Text("StateMachineType") ?? "STANDARD",
            ["definition"] = substitutions.Aggregate(text, (t, s) => t.Replace($"${{{s.Key}}}", s.Value?.ToString(), StringComparison.Ordinal)),
            ["tags"] = properties["Tags"]?.DeepClone(),
        };
        foreach (var setting in (string[])["LoggingConfiguration", "TracingConfiguration", "EncryptionConfiguration"])
        {
            body.With(char.ToLowerInvariant(setting[0]) + setting[1..], Wire.Camel(properties[setting]));
        }

        var machine = request.Account.StateMachines.Create(new ApiRequest(body));
        return new CreatedResource(machine.Arn, new Dictionary<string, string> { ["Arn"] = machine.Arn, ["Name"] = machine.Name });
    }

    private static CreatedResource ScheduleGroup(ResourceRequest request)
    {
        var group = request.Account.Schedules.CreateGroup(request.Text("Name") ?? request.UniqueName);
        group.Tags.Set(request.Properties["Tags"] as JsonArray);
        return new CreatedResource(group.Name, "Arn", group.Arn);
    }

    private static CreatedResource Schedule(ResourceRequest request)
    {
        var properties = request.Properties.With("Name", request.Text("Name") ?? request.UniqueName);
        RequestModel.Check("Scheduler.CreateSchedule", properties);
        var schedule = request.Account.Schedules.Create(properties);
        return new CreatedResource(schedule.Name, "Arn", schedule.Arn);
    }

    private static CreatedResource Role(ResourceRequest request)
    {
        var name = request.Text("RoleName") ?? request.UniqueName;
        return new CreatedResource(name, new Dictionary<string, string> { ["Arn"] = Iam(request, $"role/{name}"), ["RoleId"] = request.Id("AROA") });
    }

    private static string Iam(ResourceRequest request, string resource) => $"arn:aws:iam::{request.Account.Arns.AccountId}:{resource}";

    private static CreatedResource Queue(ResourceRequest request)
    {
        var (arns, name) = (request.Account.Arns, request.Text("QueueName") ?? request.UniqueName);
        var url = $"https://sqs.{arns.Region}.amazonaws.com/{arns.AccountId}/{name}";
        return new CreatedResource(url, new Dictionary<string, string> { ["Arn"] = arns.Of("sqs", name), ["QueueName"] = name, ["QueueUrl"] = url });
    }

    private static CreatedResource Network(ResourceRequest request, string prefix, string attribute) => new(request.Id(prefix), attribute, request.Id(prefix));
}
