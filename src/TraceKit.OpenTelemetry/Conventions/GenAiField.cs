namespace TraceKit.OpenTelemetry.Conventions;

/// <summary>What an attribute means, whatever a version of the GenAI conventions calls it.</summary>
internal enum GenAiField
{
    /// <summary>What is done, such as chat.</summary>
    OperationName,

    /// <summary>Who serves the model.</summary>
    Provider,

    /// <summary>The model as requested.</summary>
    RequestModel,

    /// <summary>Limit on the reply, in tokens.</summary>
    RequestMaxTokens,

    /// <summary>How many replies were asked for.</summary>
    RequestChoiceCount,

    /// <summary>Sampling seed.</summary>
    RequestSeed,

    /// <summary>Top-k sampling.</summary>
    RequestTopK,

    /// <summary>Sampling temperature.</summary>
    RequestTemperature,

    /// <summary>Nucleus sampling.</summary>
    RequestTopP,

    /// <summary>Penalty on frequent tokens.</summary>
    RequestFrequencyPenalty,

    /// <summary>Penalty on tokens that stand in the text.</summary>
    RequestPresencePenalty,

    /// <summary>Texts that end the reply.</summary>
    RequestStopSequences,

    /// <summary>Encodings asked for, of embeddings.</summary>
    RequestEncodingFormats,

    /// <summary>Whether the reply was streamed.</summary>
    RequestStream,

    /// <summary>How hard the model is to think.</summary>
    RequestReasoningLevel,

    /// <summary>The response that this one continues.</summary>
    RequestPreviousResponseId,

    /// <summary>The provider's id of the response.</summary>
    ResponseId,

    /// <summary>The model that answered.</summary>
    ResponseModel,

    /// <summary>Why the model stopped, one for each choice.</summary>
    ResponseFinishReasons,

    /// <summary>State of a response that is fetched.</summary>
    ResponseStatus,

    /// <summary>Seconds to the first chunk of a stream.</summary>
    ResponseTimeToFirstChunk,

    /// <summary>Tokens of the prompt, cached ones included.</summary>
    UsageInputTokens,

    /// <summary>The part of the prompt that was read from a cache.</summary>
    UsageCacheReadTokens,

    /// <summary>The part of the prompt that was written to a cache.</summary>
    UsageCacheWriteTokens,

    /// <summary>Tokens of the reply, reasoning included.</summary>
    UsageOutputTokens,

    /// <summary>The part of the reply that is reasoning.</summary>
    UsageReasoningTokens,

    /// <summary>Form of the reply: text, json, image or speech.</summary>
    OutputType,

    /// <summary>The conversation, where the program has one; never invented.</summary>
    ConversationId,

    /// <summary>Whether the conversation was compacted.</summary>
    ConversationCompacted,

    /// <summary>Id of a hosted agent.</summary>
    AgentId,

    /// <summary>Name of the agent.</summary>
    AgentName,

    /// <summary>What the agent is for.</summary>
    AgentDescription,

    /// <summary>Version of the agent.</summary>
    AgentVersion,

    /// <summary>Name of the tool.</summary>
    ToolName,

    /// <summary>function, extension or datastore.</summary>
    ToolType,

    /// <summary>The provider's id of the call.</summary>
    ToolCallId,

    /// <summary>What the tool does.</summary>
    ToolDescription,

    /// <summary>Arguments of the call, content.</summary>
    ToolCallArguments,

    /// <summary>Result of the call, content.</summary>
    ToolCallResult,

    /// <summary>The tools that were declared.</summary>
    ToolDefinitions,

    /// <summary>The data source of a retrieval.</summary>
    DataSourceId,

    /// <summary>System prompt apart from the messages, content.</summary>
    SystemInstructions,

    /// <summary>What was sent, content.</summary>
    InputMessages,

    /// <summary>What came back, content.</summary>
    OutputMessages,

    /// <summary>Name of the prompt.</summary>
    PromptName,

    /// <summary>Version of the prompt.</summary>
    PromptVersion,

    /// <summary>Dimensions of embeddings.</summary>
    EmbeddingsDimensionCount,

    /// <summary>Query of a retrieval, content.</summary>
    RetrievalQueryText,

    /// <summary>What a retrieval found, content.</summary>
    RetrievalDocuments,

    /// <summary>How many a retrieval asked for.</summary>
    RetrievalTopK,

    /// <summary>Name of the workflow.</summary>
    WorkflowName,

    /// <summary>What was judged.</summary>
    EvaluationName,

    /// <summary>The judgement as a number.</summary>
    EvaluationScore,

    /// <summary>The judgement as a word.</summary>
    EvaluationLabel,

    /// <summary>Why it was judged so.</summary>
    EvaluationExplanation,
}
