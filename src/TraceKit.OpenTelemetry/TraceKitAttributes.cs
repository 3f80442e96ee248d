namespace TraceKit.OpenTelemetry;

/// <summary>The attributes of spans that are TraceKit's own: what the GenAI conventions have no word for. <c>docs/format/spans.md</c> lists them all.</summary>
public static class TraceKitAttributes
{
    /// <summary>Id of the run. On every span.</summary>
    public const string RunId = "tracekit.run.id";

    /// <summary>Id of the session. On every span.</summary>
    public const string SessionId = "tracekit.session.id";

    /// <summary>Environment of the session, such as <c>production</c>. On every span.</summary>
    public const string Environment = "tracekit.environment";

    /// <summary>Id of the experiment. On every span of a run that belongs to one.</summary>
    public const string ExperimentId = "tracekit.experiment.id";

    /// <summary>Arm of the experiment.</summary>
    public const string ExperimentGroup = "tracekit.experiment.group";

    /// <summary>Variant within the arm.</summary>
    public const string ExperimentVariant = "tracekit.experiment.variant";

    /// <summary>Id of the task.</summary>
    public const string TaskId = "tracekit.task.id";

    /// <summary>Format of the run file, such as <c>tracekit/1</c>.</summary>
    public const string SchemaVersion = "tracekit.schema.version";

    /// <summary>The run that started this one.</summary>
    public const string RunParentId = "tracekit.run.parent_id";

    /// <summary>Number of the attempt at the task.</summary>
    public const string RunTrial = "tracekit.run.trial";

    /// <summary>How the run ended: <c>completed</c>, <c>failed</c> or <c>aborted</c>.</summary>
    public const string RunStatus = "tracekit.run.status";

    /// <summary>Why the run ended, as a stable word.</summary>
    public const string RunStopReason = "tracekit.run.stop_reason";

    /// <summary>Whether the goal was reached.</summary>
    public const string RunSuccess = "tracekit.run.success";

    /// <summary>Who says so, such as <c>environment</c>.</summary>
    public const string RunSuccessSource = "tracekit.run.success_source";

    /// <summary>How the names of a run's tags begin.</summary>
    public const string RunTag = "tracekit.run.tag.";

    /// <summary>Hash of the configuration.</summary>
    public const string ConfigHash = "tracekit.config.hash";

    /// <summary>Hash of all prompts on the span of a run; of the prompt that was used on that of a model call.</summary>
    public const string PromptHash = "tracekit.prompt.hash";

    /// <summary>Hash of all tool definitions on the span of a run; of those that were sent on that of a model call.</summary>
    public const string ToolsetHash = "tracekit.toolset.hash";

    /// <summary>Name of the program that made the run.</summary>
    public const string AppName = "tracekit.app.name";

    /// <summary>Version of the program.</summary>
    public const string AppVersion = "tracekit.app.version";

    /// <summary>Commit of the program.</summary>
    public const string GitCommit = "tracekit.git.commit";

    /// <summary>How likely it was that the run was kept, from 0 to 1.</summary>
    public const string InclusionProbability = "tracekit.capture.inclusion_probability";

    /// <summary>Address of the event that opens the span, such as <c>0199…#4</c>; of a model call, of the call.</summary>
    public const string EventId = "tracekit.event.id";

    /// <summary>Place of that event in its run.</summary>
    public const string EventSeq = "tracekit.event.seq";

    /// <summary>Wire name of that event's type.</summary>
    public const string EventType = "tracekit.event.type";

    /// <summary>Version of that event's type.</summary>
    public const string EventVersion = "tracekit.event.version";

    /// <summary>The event's data as JSON: content.</summary>
    public const string EventData = "tracekit.event.data";

    /// <summary>Place of the event that ends the span.</summary>
    public const string AnswerSeq = "tracekit.answer.seq";

    /// <summary>Wire name of its type.</summary>
    public const string AnswerType = "tracekit.answer.type";

    /// <summary>Version of its type.</summary>
    public const string AnswerVersion = "tracekit.answer.version";

    /// <summary>Its data as JSON: content.</summary>
    public const string AnswerData = "tracekit.answer.data";

    /// <summary>The role that a decision belongs to, such as <c>planner</c>.</summary>
    public const string Role = "tracekit.role";

    /// <summary>The part of the agent that called a model.</summary>
    public const string Module = "tracekit.module";

    /// <summary>The agent's own loop counter.</summary>
    public const string StepIndex = "tracekit.step.index";

    /// <summary>Address of the event that made the plan.</summary>
    public const string PlanId = "tracekit.plan.id";

    /// <summary>Number of the plan in its run, from 0.</summary>
    public const string PlanRevision = "tracekit.plan.revision";

    /// <summary><c>initial</c> or <c>replan</c>.</summary>
    public const string PlanKind = "tracekit.plan.kind";

    /// <summary>How many steps the plan has.</summary>
    public const string PlanSteps = "tracekit.plan.steps";

    /// <summary>On the link from a plan to the one that it replaces: <c>replaces</c>.</summary>
    public const string LinkKind = "tracekit.link.kind";

    /// <summary>How the answer was read from a model's reply: <c>strict</c>, <c>fenced</c>, <c>substring</c>, <c>repaired</c>, or <c>failed</c>.</summary>
    public const string ParseStatus = "tracekit.parse.status";

    /// <summary>How many replies were tried: the failures and, if there is one, the reply that could be read.</summary>
    public const string ParseAttempts = "tracekit.parse.attempts";

    /// <summary>How a model call ended: <c>ok</c>, <c>parse_error</c>, <c>api_error</c>, <c>interrupted</c> or <c>error</c>.</summary>
    public const string CallStatus = "tracekit.call.status";

    /// <summary>Number of the attempt within its decision, from 1.</summary>
    public const string CallAttempt = "tracekit.call.attempt";

    /// <summary>What the provider says that the call cost, in US dollars.</summary>
    public const string CallCost = "tracekit.call.cost_usd";

    /// <summary>HTTP status of what went wrong.</summary>
    public const string ErrorStatusCode = "tracekit.error.status_code";

    /// <summary>The provider's own word for what went wrong.</summary>
    public const string ErrorCode = "tracekit.error.code";

    /// <summary>The message of what went wrong: content.</summary>
    public const string ErrorMessage = "tracekit.error.message";

    /// <summary>What a reply was understood as, as JSON: content.</summary>
    public const string Parsed = "tracekit.parsed";

    /// <summary>Every turn of a response where the client ran tools itself, as messages: content.</summary>
    public const string ResponseTurns = "tracekit.response.turns";

    /// <summary>Whether the tool did what it was asked.</summary>
    public const string ToolOk = "tracekit.tool.ok";

    /// <summary><c>valid</c> or what the arguments violate.</summary>
    public const string ToolSchemaVerdict = "tracekit.tool.schema_verdict";

    /// <summary><c>serialized</c> or <c>lost</c>, when the arguments are not as the model wrote them.</summary>
    public const string ToolArgumentsForm = "tracekit.tool.arguments_form";

    /// <summary>Events that the run emitted.</summary>
    public const string LossEmitted = "tracekit.loss.emitted";

    /// <summary>Events that are in its file.</summary>
    public const string LossWritten = "tracekit.loss.written";

    /// <summary>Events that the disk did not take.</summary>
    public const string LossDropped = "tracekit.loss.dropped";

    /// <summary>Events that could not be serialised.</summary>
    public const string LossRejected = "tracekit.loss.rejected";

    /// <summary>Events whose data was too long.</summary>
    public const string LossTruncated = "tracekit.loss.truncated";

    /// <summary>Secrets that were taken out.</summary>
    public const string LossRedacted = "tracekit.loss.redacted";

    /// <summary>Events of the span that are not shown, because it shows 100 at most.</summary>
    public const string EventsOmitted = "tracekit.events.omitted";

    /// <summary>Of content that was too long for its attribute: how many of its parts are replaced by marks.</summary>
    public const string ContentTruncated = "tracekit.content.truncated";

    /// <summary>SHA-256 of that content before, in lower-case hexadecimal digits.</summary>
    public const string ContentSha256 = "tracekit.content.sha256";

    /// <summary>Names of the attributes that are left out, because not even marks fit.</summary>
    public const string ContentDropped = "tracekit.content.dropped";

    /// <summary>Whether the content of the span holds marks of redaction.</summary>
    public const string ContentRedacted = "tracekit.content.redacted";

    /// <summary>The longest content that was allowed, in UTF-16 units, where some was longer.</summary>
    public const string ContentLimit = "tracekit.content.limit";

    /// <summary>Place of the event that an evaluation is about; none when it is about the run.</summary>
    public const string EvaluationAbout = "tracekit.evaluation.about";

    /// <summary>Who judges, such as <c>human</c>.</summary>
    public const string EvaluationSource = "tracekit.evaluation.source";

    /// <summary>Name and version of the judge.</summary>
    public const string EvaluationBy = "tracekit.evaluation.by";

    /// <summary>Whether the judgement could not be made.</summary>
    public const string EvaluationUnscored = "tracekit.evaluation.unscored";
}
